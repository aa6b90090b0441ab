from alerts import start

config = {'metric': 'temperature', 'above': 70}
reading = {'device': 'd1', 'metric': 'temperature', 'value': 71}


def test_a_reading_above_the_threshold_is_appended_once():
    context = mock_context(config)
    start(context)
    context.deliver('readings.d1', reading)
    equal(context.topics.appended, [
        {'topic': 'alerts.d1', 'data': {**reading, 'by': 'python'}, 'key': 'python:readings.d1:1'}])


def test_other_readings_are_not_appended():
    context = mock_context(config)
    start(context)
    context.deliver('readings.d1', {**reading, 'value': 70})
    context.deliver('readings.d1', {**reading, 'metric': 'humidity'})
    equal(context.topics.appended, [])


async def test_a_subscriber_of_a_node_gets_the_alert():
    node = await start_node('alerts.py', config=config)
    alerts = await node.subscribe('alerts.d1')
    await node.append('readings.d1', reading)
    equal((await alerts.next())['data']['by'], 'python')
