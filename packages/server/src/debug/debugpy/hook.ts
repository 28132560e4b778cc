/**
 * `sitecustomize` of a program that is debugged, which Python imports before anything else. The first Python of the service's
 * environment reports to the debugger and waits until its breakpoints are set; a tool's own Python (Poetry's, pip's) does not. What
 * it starts is followed by the debugger itself. Then the `sitecustomize` that this one hides has its turn.
 */
export const hook = `import os
import sys

_here = os.path.dirname(os.path.abspath(__file__))
_address = os.environ.get("GROUNDWORK_DEBUGGER")
if _address and os.path.realpath(sys.prefix) == os.environ.get("GROUNDWORK_DEBUGGER_PREFIX"):
    del os.environ["GROUNDWORK_DEBUGGER"]
    _packages = os.environ["GROUNDWORK_DEBUGGER_PACKAGES"]
    sys.path.insert(0, _packages)
    try:
        import debugpy

        _host, _port = _address.rsplit(":", 1)
        debugpy.connect((_host, int(_port)))
        debugpy.wait_for_client()
    except Exception as cause:
        print("The debugger could not be reached:", cause, file=sys.stderr)
    finally:
        sys.path.remove(_packages)

sys.path[:] = [path for path in sys.path if os.path.abspath(path) != _here]
import importlib.machinery
import importlib.util

_next = importlib.machinery.PathFinder.find_spec("sitecustomize")
if _next is not None and _next.loader is not None:
    _module = importlib.util.module_from_spec(_next)
    sys.modules["sitecustomize"] = _module
    _next.loader.exec_module(_module)
`;
