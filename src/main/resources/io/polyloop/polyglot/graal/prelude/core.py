# Evaluated first in every script's own Context: makes the `context` that a script sees out of the Java bridge `host`
# (GraalHost.java), as the files beside do for JavaScript. Only text and functions cross.
def prelude(host, sources):
    import json
    import sys
    from importlib.machinery import ModuleSpec
    from types import ModuleType, SimpleNamespace

    def encode(value):
        return json.dumps(value, allow_nan=False)

    def nothing(value):
        return 'null'

    # Files beside the script have relative names: those of Python's library are only in the way.
    def frames(trace):
        while trace is not None:
            code = trace.tb_frame.f_code
            if code.co_filename[0] not in '/<' and code.co_filename != 'prelude/core.py':
                yield f'    at {code.co_name} ({code.co_filename}:{trace.tb_lineno})'
            trace = trace.tb_next

    def tell(error):
        try:
            code = getattr(error, 'code', '')
            lines = [f'{type(error).__name__}: {error}']
            if isinstance(error, SyntaxError) and error.filename:
                lines.append(f'    at {error.filename}:{error.lineno}')
            lines.extend(reversed(list(frames(error.__traceback__))))
            return [code if isinstance(code, str) else '', str(error) or type(error).__name__, '\n'.join(lines)]
        except Exception:
            return ['', 'something was raised that cannot be shown', '']

    class Problem(Exception):
        """The failure of a request: its code is of Polyloop's catalogue, such as not_found."""

        def __init__(self, code, message):
            super().__init__(message)
            self.code = code

    class Later:
        """What Java answers later: it can be awaited."""

        def __init__(self, ask):
            self.outcome = None
            self.resume = None
            self.awaited = False
            ask(self.succeed, self.fail)

        def succeed(self, text):
            self.end(lambda: json.loads(text))

        def fail(self, code, message):
            problem = Problem(code, message)
            # Not at once: what fails while it is asked for has had no time to be awaited.
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

    # Every piece of a script runs through here, and `call` learns how it ended: the answer is returned, or told later
    # if the script is still at it. What is raised at once comes back by way of GraalScript.java.
    def answer(call, result, read=encode):
        if not hasattr(result, '__await__'):
            return read(result)
        drive(call, result.__await__(), read)

    # Takes an awaited thing from one pause to the next; Java calls on when what it waits for has come.
    def drive(call, steps, read):
        def step():
            try:
                try:
                    later = steps.send(None)
                except StopIteration as end:
                    call.succeed(read(end.value))
                    return
                if not isinstance(later, Later):
                    raise TypeError('only what the context gives can be awaited: asyncio does not run here')
                later.resume = step
            except BaseException as error:
                call.fail(*tell(error))

        step()

    def need(fine, what):
        if not fine:
            raise TypeError(what)

    def need_text(value, what):
        need(isinstance(value, str) and value, f'{what} is a string')

    def need_handler(handler):
        need(callable(handler), 'a handler is a function')

    def consumer(address, handler):
        need_text(address, 'an address')
        need_handler(handler)
        host.bus.consumer(address, lambda call, body, headers: answer(
            call, handler(json.loads(body), json.loads(headers) or {})))

    def delivery(timeout, headers):
        given = {'headers': {name: str(value) for name, value in (headers or {}).items()}}
        return encode(given if timeout is None else {**given, 'timeout': timeout})

    def request(address, body=None, *, timeout=None, headers=None):
        need_text(address, 'an address')
        text, options = encode(body), delivery(timeout, headers)
        return Later(lambda done, failed: host.bus.request(address, text, options, done, failed))

    def send(address, body=None, *, headers=None):
        need_text(address, 'an address')
        host.bus.send(address, encode(body), delivery(None, headers))

    def publish(address, body=None, *, headers=None):
        need_text(address, 'an address')
        host.bus.publish(address, encode(body), delivery(None, headers))

    def append(topic, data, *, key=None):
        need_text(topic, 'a topic')
        text = encode(data)
        return Later(lambda done, failed: host.topics.append(topic, text, key, done, failed))

    def read(topic, *, after=None, limit=None):
        need_text(topic, 'a topic')
        return Later(lambda done, failed: host.topics.read(topic, after, limit, done, failed))

    def on(topic_or_prefix, handler):
        need_text(topic_or_prefix, 'a topic')
        need_handler(handler)
        refused = host.topics.on(topic_or_prefix, lambda call, message: answer(
            call, handler(json.loads(message)), nothing))
        need(refused is None, f'{topic_or_prefix}: {refused}')

    class Response:
        """An answer with a status and headers; what else a route returns is the body of a 200."""

        def __init__(self, status, body=None, headers=None):
            self.text = encode({'status': status, 'headers': headers or {}, 'body': body})
            fault = host.http.fault(self.text)
            need(fault is None, fault)

    def reply(value):
        return value.text if isinstance(value, Response) else encode({'status': 200, 'body': value})

    def method(name):
        def route(path, handler):
            need_text(path, 'a path')
            need_handler(handler)
            refused = host.http.route(name, path, lambda call, asked: answer(
                call, handler(json.loads(asked)), reply))
            need(refused is None, refused)

        return route

    async def fetch(url, *, method='GET', headers=None, body=None, redirect='manual'):
        need(body is None or isinstance(body, str), 'a body is text: make one with json.dumps')
        asked = {'url': url, 'method': method, 'headers': headers or {}, 'redirect': redirect}
        text = encode(asked if body is None else {**asked, 'body': body})
        got = await Later(lambda done, failed: host.fetch.fetch(text, done, failed))
        return SimpleNamespace(
            status=got['status'], ok=200 <= got['status'] < 300, headers=got['headers'], text=got['body'],
            url=got['url'], redirected=got['redirected'],
            json=lambda: json.loads(got['body']))

    def timer(handler, delay, repeat):
        need_handler(handler)
        need(0 <= delay < 2 ** 31, 'a delay is a number of milliseconds, below 2^31')
        return host.timers.start(max(1, int(delay)), repeat, lambda call: answer(call, handler(), nothing))

    def sleep(milliseconds):
        return Later(lambda done, failed: timer(lambda: done('null'), milliseconds, False))

    # Nothing is returned: what a method of Java returns in place of None cannot be written as JSON.
    def clear(timer):
        host.timers.clear(int(timer))

    # A line break of a text is its own, and no line of the log. What cannot be shown fails no request.
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
        http=SimpleNamespace(
            **{name: method(name.upper()) for name in ('get', 'post', 'put', 'delete', 'patch')}, response=Response),
        fetch=fetch,
        timers=SimpleNamespace(
            set_timeout=lambda handler, milliseconds=0: timer(handler, milliseconds, False),
            set_interval=lambda handler, milliseconds: timer(handler, milliseconds, True),
            sleep=sleep,
            clear=clear))

    class Beside:
        """Imports what lies beside the script. After Python's own finders: no file takes the place of a library."""

        @staticmethod
        def find_spec(name, path=None, target=None):
            base = name.replace('.', '/')
            for file, package in ((base + '/__init__.py', True), (base + '.py', False)):
                text = sources.read(file)
                if text is not None:
                    return ModuleSpec(name, Module(text, file), origin=file, is_package=package)
            return None

    class Module:
        def __init__(self, text, file):
            self.text = text
            self.file = file

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            exec(compile(self.text, self.file, 'exec'), module.__dict__)

    sys.meta_path.append(Beside)

    class Script:
        def load(self, call, path):
            return answer(call, self.read(path.lstrip('/')), nothing)

        def read(self, file):
            self.module = ModuleType(file.removesuffix('.py').replace('/', '.'))
            sys.modules[self.module.__name__] = self.module
            Module(sources.read(file), file).exec_module(self.module)
            need(callable(getattr(self.module, 'start', None)),
                 f'{file}:1 defines no start: add def start(context): …')

        def start(self, call):
            return answer(call, self.module.start(context), nothing)

        def stop(self, call):
            return answer(call, getattr(self.module, 'stop', lambda: None)(), nothing)

        def tell(self, error):
            return tell(error)

    return Script()


prelude
