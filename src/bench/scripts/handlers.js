// The same as io.polyloop.bench.language.HandlersVerticle.
export function start({ bus }) {
  bus.consumer('echo', (body) => body);
  bus.consumer('json', (body) => {
    const first = body.readings[0];
    return {
      device: body.device,
      at: body.at,
      metric: first.metric,
      fahrenheit: first.value * 1.8 + 32,
      place: { site: body.site, lat: body.position.lat },
      alarm: first.value > 30,
    };
  });
}
