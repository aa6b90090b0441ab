/** Watches readings and appends to alerts.{device} what passes the threshold of its configuration, {metric, above}. */
def start(context) {
    def metric = context.config.getOrDefault('metric', 'temperature')
    def above = context.config.getOrDefault('above', 100)

    context.topics.on('readings.*') { message ->
        def reading = message.data
        if (reading.metric == metric && reading.value > above) {
            // The reading's place is the key: a reading that is seen twice alerts once.
            context.topics.append("alerts.$reading.device", reading + [by: 'groovy'],
                [key: "groovy:$message.topic:$message.seq"])
        }
    }
}
