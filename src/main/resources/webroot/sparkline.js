/** A line chart of the last values, scaled to the greatest of them. */
const SVG = 'http://www.w3.org/2000/svg';
const POINTS = 30;
const WIDTH = 90;
const HEIGHT = 22;

export class Sparkline {
  constructor() {
    this.values = [];
    this.element = document.createElementNS(SVG, 'svg');
    this.element.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
    this.element.setAttribute('class', 'spark');
    // Decoration for a screen reader: the table cell beside it has the rate as a number.
    this.element.setAttribute('aria-hidden', 'true');
    this.area = this.#shape('polygon');
    this.line = this.#shape('polyline');
  }

  add(value) {
    this.values.push(value);
    if (this.values.length > POINTS) this.values.shift();
    const points = this.#points();
    this.line.setAttribute('points', points.join(' '));
    const left = points[0].split(',')[0];
    this.area.setAttribute('points', `${left},${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`);
  }

  #points() {
    const greatest = Math.max(...this.values, 1);
    const step = WIDTH / (POINTS - 1);
    const start = WIDTH - step * (this.values.length - 1);
    const height = value => HEIGHT - 2 - (value / greatest) * (HEIGHT - 4);
    return this.values.map((value, i) => `${(start + i * step).toFixed(1)},${height(value).toFixed(1)}`);
  }

  #shape(name) {
    const shape = document.createElementNS(SVG, name);
    this.element.append(shape);
    return shape;
  }
}
