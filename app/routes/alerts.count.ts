import type { LoaderFunctionArgs } from '@remix-run/node';
import { unacknowledged } from '../components/alerts/foremost-alerts.ts';

/** How many open alerts nobody has acknowledged, for the pages that are open. */
export async function loader({ context }: LoaderFunctionArgs) {
	return Response.json(unacknowledged(await context.caller.alerts.list()).length);
}
