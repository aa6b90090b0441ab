# The same as io.polyloop.bench.language.HandlersVerticle.
def report(body, headers):
    first = body['readings'][0]
    return {
        'device': body['device'],
        'at': body['at'],
        'metric': first['metric'],
        'fahrenheit': first['value'] * 1.8 + 32,
        'place': {'site': body['site'], 'lat': body['position']['lat']},
        'alarm': first['value'] > 30,
    }


def start(context):
    context.bus.consumer('echo', lambda body, headers: body)
    context.bus.consumer('json', report)
