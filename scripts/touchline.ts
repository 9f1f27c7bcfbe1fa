import { readEnv } from '../server/env.ts';
import { interrupted } from './launch/interrupt.ts';
import { askAtTerminal } from './touchline/ask-at-terminal.ts';
import { runTouchline } from './touchline/run-touchline.ts';

process.exitCode = await runTouchline(process.argv.slice(2), {
	env: readEnv,
	out: process.stdout,
	err: process.stderr,
	question: askAtTerminal,
	interrupted,
	exitCode: 0,
});
