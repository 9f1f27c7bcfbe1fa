import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
	Links,
	Meta,
	Outlet,
	Scripts,
	ScrollRestoration,
	type ShouldRevalidateFunction,
	useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { PageError } from './components/layout/page-error.tsx';
import { useNonce } from './nonce.ts';
import { readPreferences } from './preferences.ts';
import styles from './styles.css?url';
import { TimeZoneProvider } from './time/time-zone.tsx';
import { urls } from './urls.ts';

export const links: LinksFunction = () => [
	{ rel: 'stylesheet', href: styles },
	{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const meta: MetaFunction = () => [{ title: 'Touchline' }];

export function loader({ request }: LoaderFunctionArgs) {
	return readPreferences(request);
}

/** Only the theme changes it; so a lost connection never takes the whole page away. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction }) => formAction === urls.theme;

export function Layout({ children }: { children: ReactNode }) {
	const nonce = useNonce();
	const preferences = useRouteLoaderData<typeof loader>('root');
	const theme = preferences?.theme ?? 'system';
	return (
		<html lang="en" data-theme={theme === 'system' ? undefined : theme}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<Meta />
				<Links />
			</head>
			<body className="min-h-dvh text-sm antialiased">
				<TimeZoneProvider known={preferences?.timeZone ?? 'UTC'}>{children}</TimeZoneProvider>
				<ScrollRestoration nonce={nonce} />
				<Scripts nonce={nonce} />
			</body>
		</html>
	);
}

export default function App() {
	return <Outlet />;
}

export function ErrorBoundary() {
	return (
		<main className="mx-auto max-w-2xl px-4 py-16">
			<PageError />
		</main>
	);
}
