import { randomBytes } from 'node:crypto';
import { hashPassword } from '../../server/auth/passwords.ts';
import { after, DAY } from '../../server/clock.ts';
import type { Transaction } from '../../server/db.ts';

/** Who did what operators did. Nobody knows their passwords. */
export const OPERATORS = ['early-shift', 'late-shift', 'night-shift'] as const;

export async function storeOperators(tx: Transaction, now: Date): Promise<void> {
	const passwordHash = await hashPassword(randomBytes(24).toString('base64url'));
	await tx.operator.createMany({
		data: OPERATORS.map((name) => ({ id: `seeded-${name}`, name, passwordHash })),
	});
	await tx.webhook.createMany({
		data: WEBHOOKS.map((webhook) => ({
			...webhook,
			secret: randomBytes(24).toString('base64url'),
			createdAt: after(now, -90 * DAY),
		})),
	});
}

/** Reserved names (RFC 2606): nothing that is sent there arrives. */
const WEBHOOKS = [
	{
		id: 'seeded-ops',
		name: 'ops channel',
		url: 'https://chat.example.invalid/hooks/ops',
		leastSeverity: 'warning',
		enabled: true,
	},
	{
		id: 'seeded-pager',
		name: 'pager',
		url: 'https://pager.example.invalid/v2/enqueue',
		leastSeverity: 'critical',
		enabled: true,
	},
	{
		id: 'seeded-old',
		name: 'old channel',
		url: 'https://chat.example.invalid/hooks/old',
		leastSeverity: 'info',
		enabled: false,
	},
] as const;
