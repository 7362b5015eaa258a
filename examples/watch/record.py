"""python3 record.py program.py [argument ...] > program.jsonl: one thread, as the lines of docs/watch-json.md"""
import collections, itertools, json, sys

ATOMS, SEQUENCES = (type(None), bool, int, float, str), (list, tuple, collections.deque, set)


def state(v):
    return list(v) if isinstance(v, SEQUENCES) else dict(v if isinstance(v, dict) else vars(v))


class Recorder:
    def __init__(self, path):
        self.path, self.text, self.frames = path, open(path, encoding="utf-8").read(), itertools.count(1)
        self.step, self.events, self.stack, self.seen, self.methods = 0, 0, [], {}, set()

    def line(self, kind, **keys):
        sys.__stdout__.write(json.dumps({"kind": kind, **keys}) + "\n")

    def event(self, kind, **keys):
        self.events += 1
        self.line(kind, step=self.step, **self.stack[-1]["where"], **keys)

    def value(self, v):
        if isinstance(v, float) and v - v != 0:
            return {"double": {"inf": "Infinity", "-inf": "-Infinity"}.get(str(v), "NaN")}
        if isinstance(v, ATOMS):
            return {"long": str(v)} if isinstance(v, int) and abs(v) > 2**53 else v
        if isinstance(v, type) or not isinstance(v, SEQUENCES + (dict,)) and type(v).__module__ != "__main__":
            return {"opaque": getattr(v, "__name__", type(v).__name__)}
        if id(v) not in self.seen:
            now, own = state(v), not isinstance(v, SEQUENCES + (dict,))
            self.seen[id(v)] = [len(self.seen) + 1, v, now]  # holding v, so that its id is not used again
            flat = now.values() if own else sum(now.items(), ()) if isinstance(now, dict) else now
            fields, contents = {"fields": list(now)} if own else {}, [self.value(x) for x in flat]
            self.event("object", object=self.seen[id(v)][0], type=type(v).__name__, length=len(now), contents=contents, **fields)
        return {"ref": self.seen[id(v)][0]}

    def changes(self):
        cells = self.stack[-1]["cells"]
        for name, v in self.stack[-1]["python"].f_locals.items():
            if cells.get(name, self) is not v and not (name.startswith("__") or callable(v) or type(v) is type(sys)):
                cells[name] = v
                self.event("write", variable=name, value=self.value(v))
        for key, (number, v, old) in list(self.seen.items()):
            new = self.seen[key][2] = state(v)
            if isinstance(new, dict):
                kind, where = ("element", "index") if isinstance(v, dict) else ("field", "variable")
                for k in (k for k in new if k not in old or old[k] is not new[k]):
                    self.event(kind, object=number, value=self.value(new[k]), **{where: self.value(k)})
                for k in (k for k in old if k not in new and kind == "element"):
                    self.event("remove", object=number, index=self.value(k))
            elif len(new) - len(old) in (0, 1):
                for i, x in enumerate(new):
                    i < len(old) and old[i] is x or self.event("element", object=number, index=i, value=self.value(x))
            else:
                self.event("contents", object=number, contents=[self.value(x) for x in new], length=len(new))

    def trace(self, f, what, argument):
        code = f.f_code
        if code.co_filename != self.path or not (code.co_flags & 1 or code.co_name == "<module>"):
            return None  # other files, and the bodies of classes
        self.stack and self.changes()
        if what == "call":
            if code not in self.methods:
                self.methods.add(code)
                keys = {"class": "program", "method": code.co_name, "file": self.path, "first": code.co_firstlineno}
                last = max(x[2] or 0 for x in code.co_lines())
                self.line("method", last=last, parameters=code.co_varnames[: code.co_argcount], **keys)
            where = {"thread": 1, "class": "program", "method": code.co_name, "line": 0, "frame": next(self.frames)}
            self.stack.append({"where": where, "cells": {}, "python": f})
            self.event("enter")
            self.changes()
        elif what == "line":
            self.step, self.stack[-1]["where"]["line"] = self.step + 1, f.f_lineno
            self.event("line")
        elif what == "return":
            self.event("exit", value=self.value(argument))
            self.stack.pop()
        return self.trace

    def write(self, text):
        self.stack and self.event("output", variable="out", value=text)
        sys.__stderr__.write(text)

    flush = sys.__stderr__.flush

    def run(self):
        self.line("recording", version=1, language="python", program=self.path)
        self.line("source", file=self.path, text=self.text)
        sys.argv, sys.stdout, _ = sys.argv[1:], self, sys.settrace(self.trace)
        try:
            exec(compile(self.text, self.path, "exec"), {"__name__": "__main__"})
        finally:
            sys.settrace(None)
            code = getattr(sys.exc_info()[1], "code", sys.exc_info()[1])
            self.line("end", exit=code if isinstance(code, int) else int(code is not None), events=self.events)


Recorder(sys.argv[1]).run()
