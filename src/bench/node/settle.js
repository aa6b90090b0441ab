// Collects garbage before memory is measured.
process.on('SIGUSR2', () => globalThis.gc?.());
