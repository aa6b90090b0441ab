test('it greets by name, or the world') {
    def context = mockContext()
    new hello().start(context)

    assert context.bus.call('hello.groovy', [name: 'Ada']) == [hello: 'Ada', from: 'groovy']
    assert context.bus.call('hello.groovy') == [hello: 'world', from: 'groovy']
}
