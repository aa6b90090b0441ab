// What a feature does with its tables and the input of its routes; FeatureVerticle.java is the same in Java.
def start(context) {
    def (bus, sql) = [context.bus, context.sql]
    bus.consumer('feature.query') { body -> sql.query(*body) }
    bus.consumer('feature.update') { body -> sql.update(*body) }
    bus.consumer('feature.commit') { unit -> context.commit(unit) }
    bus.consumer('feature.commit-as') { body -> context.commit(body.unit, [as: body.user]) }
    bus.consumer('feature.code') { unit -> context.commit(unit).otherwise { refusal -> refusal.code } }
    bus.consumer('feature.fault') { unit ->
        try {
            context.commit(unit)
        } catch (IllegalArgumentException fault) {
            fault.message
        }
    }

    bus.consumer('feature.values') {
        def given = [9223372036854775807, 19.99, 7, [0, 127, -1] as byte[], null]
        sql.update('insert into kinds (large, amount, small, data, note) values (?, ?, ?, ?, ?)', given)
            .compose { sql.query('select * from kinds where large = ?', [given[0]]) }
            .map { rows -> rows[0] + [large: rows[0].large == given[0], data: rows[0].data.collect { it & 255 }] }
    }

    def http = context.http
    def integer = [type: 'integer']
    def order = [type: 'object', required: ['item'], properties: [item: [type: 'string'], count: integer]]
    def dry = [type: 'object', properties: [dry: [type: 'boolean', default: false]]]
    http.post('/feature/orders', [json: order, query: dry]) { it.subMap('body', 'query') }
    http.post('/feature/form', [form: order]) { it.body }
    def path = [type: 'object', properties: [id: integer]]
    http.post('/feature/hooks/:id', [allow: 'anyone', bytes: true, path: path]) {
        [sent: it.body.collect { it & 255 }, id: it.params.id]
    }
}
