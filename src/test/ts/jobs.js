import ms from 'ms'; // CommonJS
import * as z from 'zod/mini'; // ES modules: 31 KB of it are used here, 175 KB of the whole of zod

const Job = z.object({
  name: z.string().check(z.minLength(1)),
  every: z.string().check(z.regex(/^\d+ ?[smhd]$/)),
});

/**
 * Checks a job and says how often it runs: what is wrong with it is answered as `invalid_message`.
 * @param {import('../../main/js/index').Context} context
 */
export function start(context) {
  context.bus.consumer('jobs', (body) => {
    const { success, data, error } = Job.safeParse(body);
    if (!success) {
      throw Object.assign(new Error(z.prettifyError(error)), { code: 'invalid_message' });
    }
    const every = ms(/** @type {ms.StringValue} */ (data.every));
    return { name: data.name, milliseconds: every, text: ms(every, { long: true }) };
  });
}
