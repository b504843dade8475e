// Charts, drawn by Chart.js in the colours of the page; a change of theme draws them anew.
import {short, timeOfDay} from './format.js';

const SERIES = ['--water', '--water-2', '--water-3', '--water-4', '--water-5', '--water-6'];

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200].map(seconds => seconds * 1000);

function colour(name) {
  return resolve('var(' + name + ')');
}

/** The colour that a browser makes of a value of CSS, as a canvas understands it. */
function resolve(value) {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = value;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function fade(rgb, share) {
  return rgb.replace(/^rgb\(/, 'rgba(').replace(/\)$/, ', ' + share + ')');
}

function axes(unit) {
  const soft = colour('--soft');
  const line = colour('--line');
  const ticks = {color: soft, font: {size: 11.5}, maxRotation: 0, autoSkipPadding: 22};
  return {
    x: {type: 'linear', bounds: 'data', grid: {display: false}, border: {color: line}, afterBuildTicks: wholeTimes,
      ticks: {...ticks, callback: (value, i, all) => timeOfDay(value, all.length > 1 && all[1].value - all[0].value < 60e3)}},
    y: {beginAtZero: true, grace: '8%', grid: {color: line, drawTicks: false}, border: {display: false},
      ticks: {...ticks, maxTicksLimit: 5, padding: 8, callback: value => unit(value)}},
  };
}

/** Ticks at whole seconds, minutes and hours, as a clock has them. */
function wholeTimes(axis) {
  const span = axis.max - axis.min;
  const step = STEPS.find(one => span / one <= 7) ?? Math.ceil(span / 7 / 86400e3) * 86400e3;
  axis.ticks = [];
  for (let at = Math.ceil(axis.min / step) * step; at <= axis.max; at += step) {
    axis.ticks.push({value: at});
  }
}

function options(unit, labels) {
  return {
    animation: false, responsive: true, maintainAspectRatio: false, parsing: false, normalized: true,
    interaction: {mode: 'nearest', axis: 'x', intersect: false},
    scales: axes(unit),
    plugins: {
      legend: {display: labels, position: 'bottom', align: 'start', labels: {color: colour('--ink'), boxWidth: 10, boxHeight: 10,
        usePointStyle: true, pointStyle: 'rectRounded', font: {size: 12.5}, padding: 12}},
      tooltip: {callbacks: {title: items => timeOfDay(items[0].parsed.x),
        label: item => ' ' + (labels ? item.dataset.label + ': ' : '') + unit(item.parsed.y)}},
    },
  };
}

/**
 * A chart that belongs to a canvas. {@code make} gives type, options and data from the colours of the moment;
 * {@code set} takes new data without drawing more than once a frame.
 */
class LiveChart {
  constructor(canvas, make) {
    this.canvas = canvas;
    this.make = make;
    this.data = [];
    this.isAsked = false;
    this.draw = () => {
      this.chart?.destroy();
      globalThis.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
      this.chart = new globalThis.Chart(canvas, make(this.data));
    };
    this.draw();
    document.addEventListener('weir-theme', this.draw);
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.scheme.addEventListener('change', this.draw);
  }

  set(data) {
    this.data = data;
    if (!this.isAsked) {
      this.isAsked = true;
      requestAnimationFrame(() => {
        this.isAsked = false;
        if (this.chart === null) {
          return;
        }
        const made = this.make(this.data);
        this.chart.options = made.options;
        this.chart.data = made.data;
        this.chart.update('none');
      });
    }
  }

  stop() {
    document.removeEventListener('weir-theme', this.draw);
    this.scheme.removeEventListener('change', this.draw);
    this.chart?.destroy();
    this.chart = null;
  }
}

/** Lines over time; data: a list of {label, points: [{x, y}]}. */
export function lineChart(canvas, unit = short) {
  return new LiveChart(canvas, series => ({
    type: 'line',
    options: options(unit, series.length > 1),
    data: {datasets: series.map((one, i) => {
      const ink = colour(SERIES[i % SERIES.length]);
      return {label: one.label, data: one.points, borderColor: ink, backgroundColor: fade(ink, series.length === 1 ? 0.14 : 0),
        fill: series.length === 1, borderWidth: 2, pointRadius: one.points.length < 3 ? 3 : 0, pointHitRadius: 12,
        pointBackgroundColor: ink, tension: 0.25, cubicInterpolationMode: 'monotone'};
    })},
  }));
}

/** Epochs: a bar per epoch for its duration, a line for its size; data: the list of the API. */
export function epochChart(canvas, millis, bytes) {
  return new LiveChart(canvas, epochs => {
    const shape = options(millis, true);
    const labels = epochs.map(one => one.epoch);
    const scale = shape.scales;
    shape.parsing = true;
    shape.normalized = false;
    delete scale.x.afterBuildTicks;
    scale.x = {...scale.x, type: 'category', bounds: undefined, ticks: {...scale.x.ticks, maxTicksLimit: 8, callback: index => '#' + labels[index]}};
    scale.size = {...scale.y, position: 'right', grid: {display: false}, ticks: {...scale.y.ticks, callback: value => bytes(value)}};
    shape.plugins.tooltip.callbacks = {
      title: items => 'Epoch ' + items[0].label,
      label: item => ' ' + item.dataset.label + ': ' + (item.dataset.yAxisID === 'size' ? bytes : millis)(item.parsed.y),
    };
    const water = colour('--water');
    const other = colour('--water-3');
    return {
      type: 'bar', options: shape,
      data: {labels, datasets: [
        {type: 'line', label: 'size', yAxisID: 'size', data: epochs.map(one => one.bytes), borderColor: other,
          backgroundColor: other, borderWidth: 2, pointRadius: 0, tension: 0.2},
        {label: 'duration', data: epochs.map(one => one.durationMillis), backgroundColor: fade(water, 0.75), borderRadius: 3,
          categoryPercentage: 0.9, barPercentage: 0.85},
      ]},
    };
  });
}
