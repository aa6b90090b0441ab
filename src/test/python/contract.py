# The contract's verticle in Python; ContractVerticle.java is the same in Java.
class Forbidden(Exception):
    code = 'forbidden'


def start(context):
    global bus
    bus, topics = context.bus, context.topics
    seen = []
    count = 0
    if context.config.get('fail'):
        raise Exception('failed as requested')

    def counted(body, headers):
        nonlocal count
        count += 1
        return count

    async def code(body, headers):
        try:
            await append(body, headers)
        except Exception as refusal:
            return refusal.code

    async def read(topic, headers):
        return [message['data'] for message in (await topics.read(topic, after='0'))['messages']]

    async def later(body, headers):
        await context.timers.sleep(5)
        return 'later'

    def append(body, headers):
        return topics.append(body['topic'], body['data'], key=body.get('key'))

    def refuse(body, headers):
        raise Forbidden('not you')

    topics.on('contract.*', lambda message: seen.append(message['data']))
    context.timers.set_interval(lambda: bus.publish('contract.tick', 'python'), 5)

    bus.consumer('contract.config', lambda body, headers: context.config)
    bus.consumer('contract.echo', lambda body, headers: body)
    bus.consumer('contract.append', append)
    bus.consumer('contract.code', code)
    bus.consumer('contract.read', read)
    bus.consumer('contract.ask', lambda address, headers: bus.request(address))
    bus.consumer('contract.count', counted)
    bus.consumer('contract.seen', lambda body, headers: seen)
    bus.consumer('contract.later', later)
    bus.consumer('contract.log', lambda text, headers: context.log.info(text))
    bus.consumer('contract.fault', lambda body, headers: body['field'])
    bus.consumer('contract.refusal', refuse)

    def perform(request):
        body = request['body']
        actor = request.topics if body['by'] == 'request.topics' else topics
        options = {'as_': request['user']} if body['by'] == 'as' else {}
        if body['act'] == 'append':
            return actor.append(body['topic'], 1, **options)
        return actor.read(body['topic'], **options)

    async def act(request):
        try:
            await perform(request)
            return 'ok'
        except Exception as refusal:
            return refusal.code

    http = context.http
    http.post('/contract/act', act, allow='anyone')
    http.get('/contract/user', lambda request: request['user'])
    http.get('/contract/scoped', lambda request: request, allow='scope:contract')
    if context.config.get('allow'):
        http.get('/contract/refused', lambda request: None, allow=context.config['allow'])


def stop():
    bus.publish('contract.stopped', 'python')
