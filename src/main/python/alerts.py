"""Appends readings to alerts.{device} if they exceed the threshold in its configuration, {metric, above}."""


def start(context):
    metric = context.config.get('metric', 'temperature')
    above = context.config.get('above', 100)

    async def on_reading(message):
        reading = message['data']
        if reading['metric'] == metric and reading['value'] > above:
            # With the reading's position as key, a reading that is received twice alerts once.
            key = f"python:{message['topic']}:{message['seq']}"
            await context.topics.append(f"alerts.{reading['device']}", {**reading, 'by': 'python'}, key=key)

    context.topics.on('readings.*', on_reading)
