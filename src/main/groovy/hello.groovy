/** The smallest verticle: answers one address of the event bus. Deploy it as groovy:hello.groovy. */
def start(context) {
    context.bus.consumer('hello.groovy') { body -> [hello: body?.name ?: 'world', from: 'groovy'] }
}
