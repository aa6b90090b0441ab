def config = [metric: 'temperature', above: 60]
def reading = [device: 'd1', metric: 'temperature', value: 61]

test('a reading above the threshold is appended once') {
    def context = mockContext(config: config)
    new alerts().start(context)
    context.deliver('readings.d1', reading)

    assert context.topics.appended ==
        [[topic: 'alerts.d1', data: reading + [by: 'groovy'], key: 'groovy:readings.d1:1']]
}

test('other readings are not appended') {
    def context = mockContext(config: config)
    new alerts().start(context)
    context.deliver('readings.d1', reading + [value: 60])
    context.deliver('readings.d1', reading + [metric: 'humidity'])

    assert context.topics.appended == []
}

test('a subscriber of a node gets the alert') {
    def node = startNode('alerts.groovy', config: config)
    def alerts = node.subscribe('alerts.d1')
    node.append('readings.d1', reading)

    assert alerts.next().data.by == 'groovy'
}
