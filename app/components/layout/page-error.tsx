import { isRouteErrorResponse, Link, useLocation, useRouteError } from '@remix-run/react';
import { CircleAlert } from 'lucide-react';
import { useHeldRefresh } from '../../live/refresh-holds.ts';
import { urls } from '../../urls.ts';
import { sectionOf } from './navigation.ts';

/** What a page shows when it cannot be shown: one sentence, and the way back. */
export function PageError() {
	const error = useRouteError();
	const { title, message } = describe(error);
	// What was asked for wrongly stays wrong; asking again would fill the browser's console with refusals.
	useHeldRefresh(isRouteErrorResponse(error) && error.status < 500);
	const section = sectionOf(useLocation().pathname);
	return (
		<div className="rounded-lg border bg-surface p-8" role="alert">
			<CircleAlert aria-hidden className="mb-4 size-6 text-bad" />
			<h1 className="text-lg font-semibold">{title}</h1>
			<p className="mt-2 max-w-prose text-muted">{message}</p>
			<p className="mt-6 flex flex-wrap gap-4">
				<WayBack to={urls.overview}>Back to the overview</WayBack>
				{section && section.to !== urls.overview && <WayBack to={section.to}>{section.label}</WayBack>}
			</p>
		</div>
	);
}

function WayBack({ to, children }: { to: string; children: string }) {
	return (
		<Link to={to} className="font-medium text-info underline underline-offset-4">
			{children}
		</Link>
	);
}

const TITLES: Record<number, string> = {
	400: 'That address cannot be used',
	403: 'Not allowed',
	404: 'There is nothing here',
	429: 'Too many tries',
	503: 'Not available right now',
};

function describe(error: unknown): { title: string; message: string } {
	if (isRouteErrorResponse(error)) {
		const said = typeof error.data === 'string' && error.data !== '' ? error.data : null;
		return {
			title: TITLES[error.status] ?? 'This page could not be shown',
			message: said ?? 'Check the address, or start again from the overview.',
		};
	}
	return {
		title: 'This page could not be loaded',
		message:
			'Touchline did not answer, or its answer could not be shown. The page comes back by itself once the connection does; otherwise load it again.',
	};
}
