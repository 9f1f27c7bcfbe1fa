import { data } from '@remix-run/node';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';

/** What a form's action answers when its procedure refused: the page says it beside the form. @throws any other error */
export function refused(error: unknown) {
	if (!(error instanceof TRPCError)) throw error;
	return data({ problem: error.message }, { status: getHTTPStatusCodeFromError(error) });
}
