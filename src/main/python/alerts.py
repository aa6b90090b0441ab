"""Watches readings and appends to alerts.{device} what passes the threshold of its configuration, {metric, above}."""


def start(context):
    metric = context.config.get('metric', 'temperature')
    above = context.config.get('above', 100)

    async def on_reading(message):
        reading = message['data']
        if reading['metric'] == metric and reading['value'] > above:
            # The reading's place is the key: a reading that is seen twice alerts once.
            key = f"python:{message['topic']}:{message['seq']}"
            await context.topics.append(f"alerts.{reading['device']}", {**reading, 'by': 'python'}, key=key)

    context.topics.on('readings.*', on_reading)
