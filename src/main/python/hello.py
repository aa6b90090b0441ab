"""The smallest verticle: answers one address of the event bus. Deploy it as python:hello.py."""


def start(context):
    context.bus.consumer('hello.python', lambda body, headers: {
        'hello': (body or {}).get('name', 'world'),
        'from': 'python',
    })
