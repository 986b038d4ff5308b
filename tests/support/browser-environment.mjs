import JsdomEnvironment from 'jest-environment-jsdom';

/** What component libraries need of a channel, to run something after the browser has painted. */
class TimerMessageChannel {
  constructor() {
    this.port1 = { onmessage: null, close() {} };
    this.port2 = { postMessage: (data) => setTimeout(() => this.port1.onmessage?.({ data }), 0), close() {} };
  }
}

/** Node's fetch takes Node's own signals alone; those of jsdom are other objects. */
async function fetchFor(resource, { signal, ...init } = {}) {
  if (!signal) return fetch(resource, init);
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  return fetch(resource, { ...init, signal: controller.signal });
}

/** What says whether a person could see and use an element. */
const telling = ['display', 'visibility', 'pointer-events'];

/**
 * Takes away rules that say nothing of that. jsdom tries every rule of the page on an element, and its parents, that somebody
 * asks about; of antd's thousands nearly all are about looks, which nothing here could see.
 */
function keepTelling(sheet) {
  for (let index = sheet.cssRules.length - 1; index >= 0; index--) {
    const { style } = sheet.cssRules[index];
    if (style && !telling.some((property) => style.getPropertyValue(property) !== ''))
      sheet.deleteRule(index);
  }
}

/** jsdom hides what browsers and Node both have, and lacks what only layout could give. */
export default class BrowserEnvironment extends JsdomEnvironment {
  async setup() {
    await super.setup();
    const { global } = this;
    // Never Node's MessageChannel: React's scheduler would keep the process alive with it.
    for (const name of [
      'Request',
      'Response',
      'Headers',
      'structuredClone',
      'TextEncoder',
      'TextDecoder',
      'ReadableStream',
      'WritableStream',
      'TransformStream',
    ]) {
      global[name] ??= globalThis[name];
    }
    global.fetch ??= fetchFor;
    if (!global.crypto?.subtle) Object.defineProperty(global, 'crypto', { value: globalThis.crypto });
    global.matchMedia ??= (media) => ({
      media,
      matches: false,
      onchange: null,
      addEventListener() {},
      removeEventListener() {},
      addListener() {},
      removeListener() {},
      dispatchEvent: () => false,
    });
    class Observer {
      observe() {}
      unobserve() {}
      disconnect() {}
      takeRecords() {
        return [];
      }
    }
    global.MessageChannel ??= TimerMessageChannel;
    global.ResizeObserver ??= Observer;
    global.IntersectionObserver ??= Observer;
    global.IS_REACT_ACT_ENVIRONMENT = true;
    // jsdom logs "not implemented" for the pseudo-element form, which antd asks for to measure scroll bars.
    const computed = global.getComputedStyle.bind(global);
    const lean = new WeakSet();
    global.getComputedStyle = (element) => {
      for (const sheet of global.document.styleSheets) {
        if (lean.has(sheet)) continue;
        lean.add(sheet);
        keepTelling(sheet);
      }
      return computed(element);
    };
    global.Element.prototype.scrollIntoView ??= () => {};
  }
}
