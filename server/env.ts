import { existsSync } from 'node:fs';
import { z } from 'zod';
import { DAY, HOUR, MINUTE } from './clock.ts';
import { AppError } from './errors.ts';
import { ANALYSIS_LEAD, DEFAULT_WINDOWS, LINEUPS_LEAD, PREDICTIONS_LEAD } from './pipeline/stages.ts';

const text = z.string().trim().min(1).optional();
const url = z
	.url({ protocol: /^https?$/, error: 'it must be a URL such as http://127.0.0.1:4042/v1' })
	.optional();
const count = (least: number, most: number, otherwise: number) => {
	const error = `it must be a whole number from ${least} to ${most}`;
	return z.coerce
		.number({ error })
		.int({ error })
		.min(least, { error })
		.max(most, { error })
		.default(otherwise);
};
const hours = (least: number, otherwise: number) => {
	const error = `it must be a number of hours from ${least / HOUR} to 720`;
	return z.coerce
		.number({ error })
		.min(least / HOUR, { error })
		.max(720, { error })
		.default(otherwise / HOUR);
};

const SPEED_FORM = 'it must be a number above 0, 100000 at most';
const REDIS_FORM = 'it must look like redis://user:password@host:6379/0, or rediss:// for TLS';

/** Every variable that Touchline reads; .env.example lists them with their defaults. */
const schema = z.object({
	DATABASE_URL: z
		.url({
			protocol: /^postgres(ql)?$/,
			error: 'it must look like postgresql://user:password@host:5432/name',
		})
		.optional(),
	/** The queues' Redis; unset, they are in the database. */
	REDIS_URL: z
		.url({ protocol: /^rediss?$/, error: REDIS_FORM })
		.regex(/^[a-z]+:\/\/[^/]+(\/\d*)?(\?.*)?$/, { error: REDIS_FORM })
		.optional(),
	TOUCHLINE_DATA_DIR: z.string().trim().min(1).default('.data'),
	PORT: count(1, 65_535, 3000),
	HOST: z.string().trim().min(1).default('127.0.0.1'),
	/** Where people reach the console: messages about alerts link to it. */
	CONSOLE_URL: z
		.url({ protocol: /^https?$/, error: 'it must be a URL such as https://touchline.example' })
		.optional(),
	ADMIN_PASSWORD: z.string().min(8, { error: 'it must have 8 characters at least' }).optional(),
	/** "development" serves the console from its sources instead of its build. */
	NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
	LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
	/** OpenTelemetry's own names. Without an endpoint nothing is traced. */
	OTEL_EXPORTER_OTLP_ENDPOINT: url,
	OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url,
	OTEL_SERVICE_NAME: text,

	FOOTBALL_SOURCE: z.enum(['openfootball', 'simulated']).optional(),
	OPENFOOTBALL_LOCATION: z
		.string()
		.trim()
		.min(1)
		.default('https://raw.githubusercontent.com/openfootball/football.json/master'),
	COMPETITIONS: z
		.string()
		.default('en.1')
		.transform((list) =>
			list
				.split(',')
				.map((id) => id.trim())
				.filter(Boolean),
		),
	SIMULATED_SEED: count(0, 2 ** 31, 1),
	REPLAY_SPEED: z.coerce
		.number({ error: SPEED_FORM })
		.gt(0, { error: SPEED_FORM })
		.max(100_000, { error: SPEED_FORM })
		.default(300),

	MODELS_URL: url,
	/** Set by `npm start` when the server at MODELS_URL stands in for real models. */
	STAND_IN_MODELS: z.stringbool().default(false),
	MODEL_CONCURRENCY: count(1, 10_000, 128),
	MODEL_TIMEOUT_MS: count(100, 600_000, 30_000),
	TOGETHER_API_KEY: text,
	TOGETHER_BASE_URL: url,
	TOGETHER_CALLS_PER_MINUTE: count(0, 1_000_000, 0),
	SYNTHETIC_API_KEY: text,
	SYNTHETIC_BASE_URL: url,
	SYNTHETIC_CALLS_PER_MINUTE: count(0, 1_000_000, 0),

	// A window shorter than its stage's lead would queue the work when it is late already.
	ANALYSIS_WINDOW_HOURS: hours(ANALYSIS_LEAD, DEFAULT_WINDOWS.analysis),
	LINEUPS_WINDOW_HOURS: hours(LINEUPS_LEAD, DEFAULT_WINDOWS.lineups),
	PREDICTIONS_WINDOW_HOURS: hours(PREDICTIONS_LEAD, DEFAULT_WINDOWS.predictions),
	LOOK_BACK_HOURS: hours(HOUR, DEFAULT_WINDOWS.lookBack),
	BACKFILL_DAYS: count(1, 60, DEFAULT_WINDOWS.backfill / DAY),
	PREDICTIONS_PATIENCE_MINUTES: count(0, 10_080, DEFAULT_WINDOWS.patience / MINUTE),

	INGEST_INTERVAL_MINUTES: count(1, 1_440, 180),
	SWEEP_INTERVAL_SECONDS: count(1, 3_600, 60),
	BACKFILL_INTERVAL_MINUTES: count(1, 1_440, 60),
	STUCK_CHECK_INTERVAL_SECONDS: count(1, 3_600, 120),
	LIVE_INTERVAL_SECONDS: count(1, 3_600, 60),
});

/** Their names, for the test that keeps .env.example true. */
export const ENV_VARIABLES = Object.keys(schema.shape);

export type Env = z.infer<typeof schema>;

/**
 * Reads the environment, with `.env` of the working directory below it. An empty variable counts as
 * unset. Throws `AppError` ('invalid') that names every variable that cannot be used.
 * @param variables an environment to read instead, without `.env`
 */
export function readEnv(variables: Record<string, string | undefined> = ownVariables()): Env {
	const given = Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== '');
	const parsed = schema.safeParse(Object.fromEntries(given));
	if (parsed.success) return parsed.data;
	const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
	throw new AppError('invalid', `The environment is not usable. ${problems.join('; ')}. See .env.example.`);
}

function ownVariables(): NodeJS.ProcessEnv {
	if (existsSync('.env')) process.loadEnvFile('.env');
	return process.env;
}
