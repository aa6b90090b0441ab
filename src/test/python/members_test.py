from members import members_of


async def test_a_mocked_context_has_the_members_of_a_real_one():
    node = await start_node('members.py')
    real = await node.request('members')
    equal([name for name in real if name not in members_of(mock_context())], [])
    equal('topics.append' in real, True)
