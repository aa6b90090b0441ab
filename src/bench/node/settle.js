// Frees what can be freed before memory is measured.
process.on('SIGUSR2', () => globalThis.gc?.());
