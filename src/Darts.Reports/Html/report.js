'use strict';
// One epoch is chosen: by the slider, by a click on a chart, map or row. Everything that depends on it follows.
(() => {
  const slider = document.getElementById('epoch');
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const listOf = (element, name) => element.dataset[name].split('|');
  const charts = all('.chart').map(figure => ({
    figure,
    svg: figure.querySelector('svg'),
    cursor: figure.querySelector('line.cursor'),
    epochs: +figure.dataset.epochs,
    values: all('[data-values]', figure).map(element => ({ element, texts: listOf(element, 'values') })),
    isSearch: !!figure.closest('#search'),
  }));

  function moveCursor(chart, index) {
    const { left, right } = chart.svg.dataset;
    const at = Math.max(0, Math.min(chart.epochs - 1, index));
    const x = chart.epochs < 2 ? (+left + +right) / 2 : +left + (right - left) * at / (chart.epochs - 1);
    chart.cursor.setAttribute('x1', x);
    chart.cursor.setAttribute('x2', x);
    for (const { element, texts } of chart.values) element.textContent = texts[at] ?? '';
  }

  /** The epoch under the pointer, from 0. */
  function epochAt(chart, event) {
    const box = chart.svg.getBoundingClientRect(), { left, right } = chart.svg.dataset;
    const x = (event.clientX - box.left) / box.width * chart.svg.viewBox.baseVal.width;
    return Math.round((x - left) / (right - left) * (chart.epochs - 1));
  }

  // A training has epochs of its own.
  for (const chart of charts.filter(chart => !chart.isSearch || !slider))
    chart.svg.addEventListener('pointermove', event => charts.filter(other => other.isSearch === chart.isSearch).forEach(other => moveCursor(other, epochAt(chart, event))));
  if (!slider) return;

  const numbers = listOf(slider, 'numbers').map(Number), shown = listOf(slider, 'shown').map(Number);
  const frames = all('.frame'), output = document.getElementById('number'), play = document.getElementById('play');
  const rows = all('tr[data-epoch]');
  const maps = all('.map').map(figure => ({
    svg: figure.querySelector('svg'), cursor: figure.querySelector('.cursor'), strongest: listOf(figure, 'strongest'), text: figure.querySelector('figcaption span'),
  }));
  let timer = 0;

  function show(index) {
    slider.value = index;
    const number = numbers[index];
    output.textContent = `epoch ${number} of ${numbers.at(-1)}`;
    frames.forEach((frame, i) => { frame.hidden = i !== shown[index]; });
    rows.forEach(row => row.classList.toggle('chosen', +row.dataset.epoch === index));
    charts.filter(chart => chart.isSearch).forEach(chart => moveCursor(chart, number - 1));
    for (const map of maps) {
      map.cursor.setAttribute('x', Math.min(index, map.svg.viewBox.baseVal.width - 1));
      map.text.textContent = map.strongest[index];
    }
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = '▶';
    play.setAttribute('aria-label', 'Play');
  }

  play.addEventListener('click', () => {
    if (timer) return stop();
    if (+slider.value === numbers.length - 1) show(0);
    play.textContent = '❚❚';
    play.setAttribute('aria-label', 'Pause');
    timer = setInterval(() => +slider.value < numbers.length - 1 ? show(+slider.value + 1) : stop(), Math.max(150, Math.min(1000, 15000 / numbers.length)));
  });
  slider.addEventListener('input', () => { stop(); show(+slider.value); });
  rows.forEach(row => row.addEventListener('click', () => { stop(); show(+row.dataset.epoch); }));
  for (const chart of charts.filter(chart => chart.isSearch))
    chart.svg.addEventListener('click', event => { stop(); show(Math.max(0, numbers.findLastIndex(number => number <= epochAt(chart, event) + 1))); });
  for (const map of maps) {
    map.svg.addEventListener('click', event => {
      const box = map.svg.getBoundingClientRect();
      stop();
      show(Math.max(0, Math.min(numbers.length - 1, Math.floor((event.clientX - box.left) / box.width * map.svg.viewBox.baseVal.width))));
    });
  }
  show(numbers.length - 1);
})();
