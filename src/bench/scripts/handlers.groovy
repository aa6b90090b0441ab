// The same as io.polyloop.bench.language.HandlersVerticle.
def start(context) {
    context.bus.consumer('echo') { body -> body }
    context.bus.consumer('json') { body ->
        def first = body.readings[0]
        [
            device: body.device,
            at: body.at,
            metric: first.metric,
            fahrenheit: first.value * 1.8d + 32,
            place: [site: body.site, lat: body.position.lat],
            alarm: first.value > 30,
        ]
    }
}
