from hello import start


def test_it_greets_by_name_or_the_world():
    context = mock_context()
    start(context)
    equal(context.bus.call('hello.python', {'name': 'Ada'}), {'hello': 'Ada', 'from': 'python'})
    equal(context.bus.call('hello.python'), {'hello': 'world', 'from': 'python'})
