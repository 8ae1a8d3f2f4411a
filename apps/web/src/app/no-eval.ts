/**
 * The page forbids code made from text (its content security policy), and the schemas of the grammar try it once to
 * see. This tells them before they are loaded, so that the browser has nothing to report. Imported first, for this
 * effect.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
