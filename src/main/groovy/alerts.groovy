/** Appends readings to alerts.{device} if they exceed the threshold in its configuration, {metric, above}. */
def start(context) {
    def metric = context.config.getOrDefault('metric', 'temperature')
    def above = context.config.getOrDefault('above', 100)

    context.topics.on('readings.*') { message ->
        def reading = message.data
        if (reading.metric == metric && reading.value > above) {
            // With the reading's position as key, a reading that is received twice alerts once.
            context.topics.append("alerts.$reading.device", reading + [by: 'groovy'],
                [key: "groovy:$message.topic:$message.seq"])
        }
    }
}
