import type { Client } from 'pg';

/** Nobody's browser runs it, nobody's page is turned round by it. */
export const MARKUP = '<img src=x onerror=alert(1)><b>bold</b> & "quoted" {{7*7}}';
/** With a right-to-left override that would turn what follows. */
export const RIGHT_TO_LEFT = 'نادي الاتحاد \u202Eقلب';
/** Ten thousand characters without a place to break. */
export const LONG = 'Wordwithoutend'.repeat(715).slice(0, 10_000);

/** Puts these texts wherever one comes from outside: team names, replies, errors of jobs, webhooks, reasons. */
export async function storeHostileTexts(client: Client): Promise<void> {
	const texts = [MARKUP, RIGHT_TO_LEFT, LONG];
	// The clubs that are at home next, so that the first pages show them.
	await client.query(
		`UPDATE "Team" SET name = ($1::text[])[nth] FROM (
			SELECT "homeTeamId" AS id, row_number() OVER (ORDER BY min("kickoffAt"), "homeTeamId") AS nth
			FROM "Match" WHERE status = 'scheduled' GROUP BY "homeTeamId"
		) next WHERE next.id = "Team".id AND nth <= 3`,
		[texts],
	);
	await client.query(
		`UPDATE "Prediction" SET reply = ($1::text[])[1 + abs(hashtext(id)) % 3] WHERE abs(hashtext(id)) % 10 = 0`,
		[texts],
	);
	await client.query(
		`UPDATE "JobFailure" SET message = ($1::text[])[1 + nth % 3], fingerprint = left(($1::text[])[1 + nth % 3], 200)
		FROM (SELECT id, row_number() OVER (ORDER BY "lastSeenAt" DESC, id) AS nth FROM "JobFailure") numbered
		WHERE numbered.id = "JobFailure".id AND nth <= 6`,
		[texts],
	);
	await client.query(
		`UPDATE "Webhook" SET name = ($1::text[])[1 + nth % 3]
		FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM "Webhook") numbered WHERE numbered.id = "Webhook".id`,
		[texts],
	);
	await client.query(
		`UPDATE "Alert" SET message = ($1::text[])[1 + nth % 3]
		FROM (SELECT id, row_number() OVER (ORDER BY "closedAt" DESC NULLS FIRST, id) AS nth FROM "Alert") numbered
		WHERE numbered.id = "Alert".id AND nth % 4 = 1`,
		[texts],
	);
	await client.query(
		`UPDATE "OperatorAction" SET detail = detail || jsonb_build_object('reason', ($1::text[])[1 + nth % 3])
		FROM (SELECT id, row_number() OVER (ORDER BY at DESC) AS nth FROM "OperatorAction") numbered
		WHERE numbered.id = "OperatorAction".id AND nth % 5 = 0`,
		[texts],
	);
	await client.query(`UPDATE "FailureAction" SET selection = $1`, [MARKUP]);
}
