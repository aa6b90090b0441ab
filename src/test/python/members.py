def members_of(value):
    """The members of a context, with those of its parts."""
    return sorted(name if name == 'config' or not hasattr(part, '__dict__') or callable(part) else f'{name}.{each}'
                  for name, part in vars(value).items()
                  for each in (members_of(part) if hasattr(part, '__dict__') and not callable(part) else ['']))


def start(context):
    context.bus.consumer('members', lambda body, headers: members_of(context))
