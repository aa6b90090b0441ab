// Fails in each way: ScriptTestsIT.java checks how that is reported.
test('unequal values') {
    assert [a: 1, b: [2]] == [a: 1, b: [3]]
}

test('a refusal') {
    fails(FORBIDDEN) { mockContext().bus.request('nobody') }
}

test('an endless loop') {
    while (true) { }
}

test('one that passes') {
    assert 1 == 1
}
