/** A document whose elements appear when they are asked for; those with a name in `hidden` are hidden at first. */
export class FakePage {
  baseURI = 'http://server/';
  body = { dataset: {} };
  elements = new Map();

  constructor(...hidden) {
    hidden.forEach(id => (this.element(id).hidden = true));
  }

  element(id) {
    if (!this.elements.has(id)) this.elements.set(id, new FakeElement());
    return this.elements.get(id);
  }

  /** Lets the reset of a form empty these fields. */
  resets(form, ...fields) {
    this.element(form).reset = () => fields.forEach(id => (this.element(id).value = ''));
  }

  getElementById = id => this.element(id);
}

class FakeElement {
  hidden = false;
  textContent = '';
  value = '';
  listeners = new Map();

  addEventListener(type, listener) {
    this.listeners.set(type, listener);
  }

  dispatch(type) {
    this.listeners.get(type)({ preventDefault() {} });
  }

  focus() {}
}
