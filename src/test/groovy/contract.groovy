// The contract's verticle in Groovy; ContractVerticle.java is the same in Java.
def start(context) {
    def (config, log, topics, timers) = [context.config, context.log, context.topics, context.timers]
    def seen = []
    def count = 0
    bus = context.bus
    if (config.fail) throw new Exception('failed as requested')

    topics.on('contract.*') { message -> seen << message.data }
    timers.setInterval(5) { bus.publish('contract.tick', 'groovy') }

    bus.consumer('contract.config') { config }
    bus.consumer('contract.echo') { body -> body }
    bus.consumer('contract.append') { body -> topics.append(body.topic, body.data, [key: body.key]) }
    bus.consumer('contract.code') { body ->
        topics.append(body.topic, body.data, [key: body.key]).otherwise { refusal -> refusal.problem().code() }
    }
    bus.consumer('contract.read') { topic -> topics.read(topic, [after: '0']).map { it.messages*.data } }
    bus.consumer('contract.ask') { address -> bus.request(address) }
    bus.consumer('contract.count') { ++count }
    bus.consumer('contract.seen') { seen }
    bus.consumer('contract.later') {
        def later = io.vertx.core.Promise.promise()
        timers.setTimeout(5) { later.complete('later') }
        later.future()
    }
    bus.consumer('contract.log') { text -> log.info(text) }
    bus.consumer('contract.fault') { null.field }
    bus.consumer('contract.refusal') { throw FORBIDDEN.because('not you') }

    def http = context.http
    def act = { request ->
        def (body, options) = [request.body, request.body.by == 'as' ? [as: request.user] : [:]]
        def actor = body.by == 'request.topics' ? request.topics : topics
        body.act == 'append' ? actor.append(body.topic, 1, options) : actor.read(body.topic, options)
    }
    http.post('/contract/act', [allow: 'anyone']) { act(it).map { 'ok' }.otherwise { refusal -> refusal.code } }
    http.get('/contract/user') { it.user }
    http.get('/contract/scoped', [allow: 'scope:contract']) { it }
    if (config.allow) http.get('/contract/refused', [allow: config.allow]) { null }
}

def stop() {
    bus.publish('contract.stopped', 'groovy')
}
