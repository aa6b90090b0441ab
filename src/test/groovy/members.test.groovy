test('a mocked context has the methods of a real one') {
    def context = mockContext()
    def missing = []
    def compare = { Class real, Object mock, String path ->
        real.declaredMethods.findAll { java.lang.reflect.Modifier.isPublic(it.modifiers) && !it.synthetic }.each { method ->
            if (!mock.metaClass.respondsTo(mock, method.name, *method.parameterTypes)) missing << "$path$method".toString()
        }
    }
    def real = Class.forName('io.polyloop.polyglot.groovy.GroovyContext')
    compare(real, context, '')
    real.declaredMethods.findAll { it.name.startsWith('get') && it.returnType.name.startsWith('io.') }.each {
        compare(it.returnType, context."$it.name"(), "$it.name ")
    }

    assert missing == []
}
