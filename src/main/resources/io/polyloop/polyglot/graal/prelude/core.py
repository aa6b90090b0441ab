# Evaluated first in the Context of each script. Creates the `context` that a script sees from the host object
# (GraalHost.java), as the other files here do for JavaScript. Only text and functions are passed.
def prelude(host, sources):
    import json
    import math
    import sys
    from base64 import urlsafe_b64decode, urlsafe_b64encode
    from importlib.machinery import ModuleSpec
    from types import ModuleType, SimpleNamespace

    def encode(value):
        return json.dumps(value, allow_nan=False)

    def nothing(value):
        return 'null'

    # Only the frames of scripts, which have relative names, and not those of Python's library.
    def frames(trace):
        while trace is not None:
            code = trace.tb_frame.f_code
            if code.co_filename[0] not in '/<' and code.co_filename != 'prelude/core.py':
                yield f'    at {code.co_name} ({code.co_filename}:{trace.tb_lineno})'
            trace = trace.tb_next

    def describe(error):
        try:
            code = getattr(error, 'code', '')
            lines = [f'{type(error).__name__}: {error}']
            if isinstance(error, SyntaxError) and error.filename:
                lines.append(f'    at {error.filename}:{error.lineno}')
            lines.extend(reversed(list(frames(error.__traceback__))))
            return [code if isinstance(code, str) else '', str(error) or type(error).__name__, '\n'.join(lines)]
        except Exception:
            return ['', 'the raised value cannot be shown', '']

    class Problem(Exception):
        """The failure of a request, with a code of the catalogue, such as not_found."""

        def __init__(self, code, message):
            super().__init__(message)
            self.code = code

    class PendingResult:
        """An awaitable result that Java provides later."""

        def __init__(self, ask, read=json.loads):
            self.read = read
            self.outcome = None
            self.resume = None
            self.awaited = False
            ask(self.succeed, self.fail)

        def succeed(self, text):
            self.end(lambda: self.read(text))

        def fail(self, code, message):
            problem = Problem(code, message)
            # Later: what fails at once has not been awaited yet.
            timer(lambda: self.awaited or host.unhandled(f'{code}: {message}'), 0, False)

            def refuse():
                raise problem

            self.end(refuse)

        def end(self, outcome):
            self.outcome = outcome
            if self.resume is not None:
                self.resume()

        def __await__(self):
            self.awaited = True
            if self.outcome is None:
                yield self
            return self.outcome()

    # Ends `call` with what a handler returns: the encoded answer is returned here, or passed to `call` once a coroutine
    # completes. Exceptions go to GraalScript.java.
    def answer(call, result, read=encode):
        if not hasattr(result, '__await__'):
            return read(result)
        drive(call, result.__await__(), read)

    # Runs a coroutine from one await to the next; Java resumes it when the awaited result arrives.
    def drive(call, steps, read):
        def step():
            try:
                try:
                    later = steps.send(None)
                except StopIteration as end:
                    call.succeed(read(end.value))
                    return
                if not isinstance(later, PendingResult):
                    raise TypeError('only results of the context can be awaited; asyncio does not run here')
                later.resume = step
            except BaseException as error:
                call.fail(*describe(error))

        step()

    def check(fine, what):
        if not fine:
            raise TypeError(what)

    def check_text(value, what):
        check(isinstance(value, str) and value, f'{what} must be a string')

    def check_handler(handler):
        check(callable(handler), 'the handler must be a function')

    def consumer(address, handler):
        check_text(address, 'the address')
        check_handler(handler)
        host.bus.consumer(address, lambda call, body, headers: answer(
            call, handler(json.loads(body), json.loads(headers) or {})))

    def delivery(timeout, headers):
        given = {'headers': {name: str(value) for name, value in (headers or {}).items()}}
        return encode(given if timeout is None else {**given, 'timeout': timeout})

    def request(address, body=None, *, timeout=None, headers=None):
        check_text(address, 'the address')
        text, options = encode(body), delivery(timeout, headers)
        return PendingResult(lambda done, failed: host.bus.request(address, text, options, done, failed))

    def send(address, body=None, *, headers=None):
        check_text(address, 'the address')
        host.bus.send(address, encode(body), delivery(None, headers))

    def publish(address, body=None, *, headers=None):
        check_text(address, 'the address')
        host.bus.publish(address, encode(body), delivery(None, headers))

    # A default of None would make the service of a request without a user.
    service = object()

    def user_text(user):
        return None if user is service else encode(user)

    def append(topic, data, *, key=None, as_=service):
        check_text(topic, 'the topic')
        text, user = encode(data), user_text(as_)
        return PendingResult(lambda done, failed: host.topics.append(topic, text, key, user, done, failed))

    def read(topic, *, after=None, limit=None, as_=service):
        check_text(topic, 'the topic')
        user = user_text(as_)
        return PendingResult(lambda done, failed: host.topics.read(topic, after, limit, user, done, failed))

    def on(topic_or_prefix, handler):
        check_text(topic_or_prefix, 'the topic')
        check_handler(handler)
        refused = host.topics.on(topic_or_prefix, lambda call, message: answer(
            call, handler(json.loads(message)), nothing))
        check(refused is None, f'{topic_or_prefix}: {refused}')

    # SqlJson.java reads the parameters. JSON has no bytes, and would store an object, or math.nan, as something else.
    def parameter(value, place, data):
        if isinstance(value, (bytes, bytearray)):
            data.append(urlsafe_b64encode(value).decode())
            return {'bytes': len(data) - 1}
        check(not isinstance(value, float) or math.isfinite(value), f'{place} must be a finite number')
        check(value is None or isinstance(value, (str, int, float)),
              f'{place} must be text, a number, a boolean, bytes or None; write an object as json.dumps(…)')
        return value

    # What has another shape goes to Java as it is, which names its place.
    def parameters(values, place, data):
        if not isinstance(values, (list, tuple)):
            return values
        return [parameter(value, f'{place}[{at}]', data) for at, value in enumerate(values)]

    def statement(parts, place, data):
        if not isinstance(parts, (list, tuple)) or len(parts) < 2:
            return parts
        return [parts[0], parameters(parts[1], f'{place}[1]', data), *parts[2:]]

    # Java writes Base64 without padding (RFC 4648, section 5).
    def bytes_of(text):
        return urlsafe_b64decode(text + '=' * (-len(text) % 4))

    def rows_of(text):
        result = json.loads(text)
        for row, column, value in result['bytes']:
            result['rows'][row][column] = bytes_of(value)
        return result['rows']

    # `ask` calls Java, which returns None, or what is wrong.
    def asked(ask, read=json.loads):
        def checked(done, failed):
            fault = ask(done, failed)
            check(fault is None, fault)

        return PendingResult(checked, read)

    def query(sql, values=()):
        data = []
        text = encode({'sql': sql, 'parameters': parameters(values, 'parameters', data)})
        return asked(lambda done, failed: host.sql.query(text, data, done, failed), rows_of)

    def update(sql, values=()):
        data = []
        text = encode({'sql': sql, 'parameters': parameters(values, 'parameters', data)})
        return asked(lambda done, failed: host.sql.update(text, data, done, failed))

    def commit(*, sql=(), append=(), as_=service):
        data = []
        if isinstance(sql, (list, tuple)):
            sql = [statement(parts, f'commit.sql[{at}]', data) for at, parts in enumerate(sql)]
        text, user = encode({'sql': sql, 'append': append}), user_text(as_)
        return asked(lambda done, failed: host.sql.commit(text, data, user, done, failed))

    class Response:
        """An answer with a status and headers. Other values that a route returns are the body of a 200."""

        def __init__(self, status, body=None, headers=None):
            self.text = encode({'status': status, 'headers': headers or {}, 'body': body})
            fault = host.http.fault(self.text)
            check(fault is None, fault)

    class Request(dict):
        """A request to a route. Its `topics` acts for its user; it is no item, so that a request can be answered."""

        def __init__(self, fields, data):
            super().__init__(fields)
            if data is not None:
                self['body'] = bytes_of(data)
            user = fields['user']
            self.topics = SimpleNamespace(
                append=lambda topic, data, *, key=None: append(topic, data, key=key, as_=user),
                read=lambda topic, *, after=None, limit=None: read(topic, after=after, limit=limit, as_=user))

    def reply(value):
        return value.text if isinstance(value, Response) else encode({'status': 200, 'body': value})

    def method(name):
        def route(path, handler, /, **options):
            check_text(path, 'the path')
            check_handler(handler)
            allow = options.get('allow')
            check(allow is None or isinstance(allow, str), "allow must be 'anyone' or 'scope:<name>'")
            refused = host.http.route(name, path, encode(options), lambda call, asked, data: answer(
                call, handler(Request(json.loads(asked), data)), reply))
            check(refused is None, refused)

        return route

    async def fetch(url, *, method='GET', headers=None, body=None, redirect='manual'):
        check(body is None or isinstance(body, str), 'the body must be a str; use json.dumps')
        asked = {'url': url, 'method': method, 'headers': headers or {}, 'redirect': redirect}
        text = encode(asked if body is None else {**asked, 'body': body})
        got = await PendingResult(lambda done, failed: host.fetch.fetch(text, done, failed))
        return SimpleNamespace(
            status=got['status'], ok=200 <= got['status'] < 300, headers=got['headers'], text=got['body'],
            url=got['url'], redirected=got['redirected'],
            json=lambda: json.loads(got['body']))

    def timer(handler, delay, repeat):
        check_handler(handler)
        check(0 <= delay < 2 ** 31, 'the delay must be a number of milliseconds below 2^31')
        return host.timers.start(max(1, int(delay)), repeat, lambda call: answer(call, handler(), nothing))

    def sleep(milliseconds):
        return PendingResult(lambda done, failed: timer(lambda: done('null'), milliseconds, False))

    # Returns nothing: the result of a void Java method cannot be written as JSON.
    def clear(timer):
        host.timers.clear(int(timer))

    # A line break in a text is escaped, so that a text cannot begin a line of the log. Never fails.
    def shown(value):
        try:
            return str(value).replace('\n', '\\n')
        except Exception as fault:
            return f'a value that cannot be shown: {type(fault).__name__}'

    def logger(level):
        def log(*values):
            host.log(level, ' '.join(shown(value) for value in values))

        return log

    context = SimpleNamespace(
        config=json.loads(host.config()),
        log=SimpleNamespace(info=logger('info'), warn=logger('warn'), error=logger('error')),
        bus=SimpleNamespace(consumer=consumer, request=request, send=send, publish=publish),
        topics=SimpleNamespace(append=append, read=read, on=on),
        sql=SimpleNamespace(query=query, update=update),
        commit=commit,
        http=SimpleNamespace(
            **{name: method(name.upper()) for name in ('get', 'post', 'put', 'delete', 'patch')}, response=Response),
        fetch=fetch,
        timers=SimpleNamespace(
            set_timeout=lambda handler, milliseconds=0: timer(handler, milliseconds, False),
            set_interval=lambda handler, milliseconds: timer(handler, milliseconds, True),
            sleep=sleep,
            clear=clear))

    class ScriptFinder:
        """Imports files beside the script. Runs after Python's finders, so that no file replaces a library."""

        @staticmethod
        def find_spec(name, path=None, target=None):
            base = name.replace('.', '/')
            for file, package in ((base + '/__init__.py', True), (base + '.py', False)):
                text = sources.read(file)
                if text is not None:
                    return ModuleSpec(name, ScriptLoader(text, file), origin=file, is_package=package)
            return None

    class ScriptLoader:
        def __init__(self, text, file):
            self.text = text
            self.file = file

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            exec(compile(self.text, self.file, 'exec'), module.__dict__)

    sys.meta_path.append(ScriptFinder)

    class Script:
        def __init__(self):
            self.context = context  # for tests of scripts

        def load(self, call, path):
            return answer(call, self.read(path.lstrip('/')), nothing)

        def read(self, file):
            self.module = ModuleType(file.removesuffix('.py').replace('/', '.'))
            sys.modules[self.module.__name__] = self.module
            ScriptLoader(sources.read(file), file).exec_module(self.module)
            check(callable(getattr(self.module, 'start', None)),
                 f'{file}:1 does not define start; add def start(context): …')

        def start(self, call):
            return answer(call, self.module.start(context), nothing)

        def stop(self, call):
            return answer(call, getattr(self.module, 'stop', lambda: None)(), nothing)

        def describe(self, error):
            return describe(error)

    return Script()


prelude
