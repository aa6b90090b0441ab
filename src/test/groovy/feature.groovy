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
        sql.update('insert into kinds (large, amount, small, data, nothing) values (?, ?, ?, ?, ?)', given)
            .compose { sql.query('select * from kinds where large = ?', [given[0]]) }
            .map { rows -> rows[0] + [large: rows[0].large == given[0], data: rows[0].data.collect { it & 255 }] }
    }
}
