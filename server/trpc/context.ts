import type { SignedInOperator } from '../auth/operators.ts';
import type { PasswordLogin } from '../auth/password-login.ts';
import type { TokenOwners } from '../auth/token-owners.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { ActionRunner } from '../pipeline/failures/action-runner.ts';
import type { HealthCheck } from '../pipeline/health.ts';
import type { Investigator } from '../pipeline/investigation/investigator.ts';
import type { ProcessContext } from '../process.ts';
import type { SharedAnswers } from '../shared-answers.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { RequestDurations } from '../telemetry/request-durations.ts';

/** What the web process lends to every request. */
export interface WebServices extends ProcessContext {
	/** Real time: sessions and the audit trail do not run on the replay's clock. */
	realClock: Clock;
	login: PasswordLogin;
	tokens: TokenOwners;
	/** What operators are shown: the same for each of them, until something changes. */
	shared: SharedAnswers;
	health: HealthCheck;
	failureActions: ActionRunner;
	investigate: Investigator;
	requestDurations: RequestDurations;
	metrics(): Promise<Metrics>;
}

/** What a procedure works with: the services, and who asks. */
export interface RequestContext extends WebServices {
	/** The address that the request came from. */
	ip: string;
	/** The token of the request's session cookie. */
	sessionToken: string | null;
	/**
	 * Who sent the request, null when it does not say; asked once.
	 * @throws AppError when it says so wrongly
	 */
	operator(): Promise<SignedInOperator | null>;
	/** Gives the browser a session, or takes it away with null. */
	setSession(token: string | null): void;
}

/** @throws AppError 'unauthenticated' when the request does not say who sent it */
export async function requireOperator(context: RequestContext): Promise<SignedInOperator> {
	const operator = await context.operator();
	if (operator) return operator;
	throw new AppError(
		'unauthenticated',
		'This needs an operator: log in, or send an "Authorization: Bearer <token>" or "X-Admin-Password" header.',
	);
}
