# What a feature does with its tables and the input of its routes; FeatureVerticle.java is the same in Java.
def start(context):
    bus, http, sql, commit = context.bus, context.http, context.sql, context.commit

    async def failure(unit):
        try:
            return await commit(**unit)
        except Exception as refusal:
            return refusal

    async def code(unit, headers):
        return (await failure(unit)).code

    async def fault(unit, headers):
        return str(await failure(unit))

    async def values(body, headers):
        given = [9223372036854775807, 19.99, 7, bytes([0, 127, 255]), None]
        await sql.update('insert into kinds (large, amount, small, data, note) values (?, ?, ?, ?, ?)', given)
        row, = await sql.query('select * from kinds where large = ?', [given[0]])
        return {**row, 'large': row['large'] == given[0], 'data': list(row['data'])}

    bus.consumer('feature.query', lambda body, headers: sql.query(*body))
    bus.consumer('feature.update', lambda body, headers: sql.update(*body))
    bus.consumer('feature.commit', lambda unit, headers: commit(**unit))
    bus.consumer('feature.commit-as', lambda body, headers: commit(**body['unit'], as_=body['user']))
    bus.consumer('feature.code', code)
    bus.consumer('feature.fault', fault)
    bus.consumer('feature.values', values)

    def hook(request):
        return {'sent': list(request['body']), 'id': request['params']['id']}

    integer = {'type': 'integer'}
    order = {'type': 'object', 'required': ['item'], 'properties': {'item': {'type': 'string'}, 'count': integer}}
    dry = {'type': 'object', 'properties': {'dry': {'type': 'boolean', 'default': False}}}
    http.post('/feature/orders', lambda request: {key: request[key] for key in ('body', 'query')}, json=order, query=dry)
    http.post('/feature/form', lambda request: request['body'], form=order)
    path = {'type': 'object', 'properties': {'id': integer}}
    http.post('/feature/hooks/:id', hook, allow='anyone', bytes=True, path=path)
