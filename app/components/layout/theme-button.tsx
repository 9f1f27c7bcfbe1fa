import { Form, useLocation } from '@remix-run/react';
import { Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '../../preferences.ts';
import { urls } from '../../urls.ts';

const NEXT: Record<Theme, { theme: Theme; icon: typeof Sun; now: string }> = {
	system: { theme: 'light', icon: Monitor, now: 'as the system' },
	light: { theme: 'dark', icon: Sun, now: 'light' },
	dark: { theme: 'system', icon: Moon, now: 'dark' },
};

/** Goes on to the next theme: as the system, light, dark. */
export function ThemeButton({ theme }: { theme: Theme }) {
	const { pathname, search } = useLocation();
	const { theme: next, icon: Icon, now } = NEXT[theme];
	return (
		<Form method="post" action={urls.theme} preventScrollReset>
			<input type="hidden" name="to" value={pathname + search} />
			<button
				type="submit"
				name="theme"
				value={next}
				title={`Colours: ${now}. Change to ${NEXT[next].now}.`}
				className="flex rounded p-1.5 text-muted hover:bg-raised hover:text-ink"
			>
				<Icon aria-hidden className="size-4" />
				<span className="sr-only">
					Colours: {now}. Change to {NEXT[next].now}.
				</span>
			</button>
		</Form>
	);
}
