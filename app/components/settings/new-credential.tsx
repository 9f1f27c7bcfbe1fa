import { useHydrated } from '../../hydrated.ts';
import { useLasting } from '../../lasting.ts';
import type { NewCredential as Credential } from '../../people-actions.ts';
import { Button } from '../ui/button.tsx';
import { Command } from '../ui/command.tsx';
import { Notice } from '../ui/notice.tsx';

/** What lets somebody in from now on, this once; it stays until it is put away, or the page is left. */
export function NewCredential({ credential }: { credential: Credential | undefined }) {
	const [shown, putAway] = useLasting(credential);
	const hydrated = useHydrated();
	return (
		<div role="status" aria-label="New credential" className="empty:absolute">
			{shown && (
				<Notice tone="good">
					<p className="[overflow-wrap:anywhere] font-medium">
						<Sentence credential={shown} />
					</p>
					{shown.secret !== null && (
						<div className="mt-2 grid gap-1 text-ink">
							<p>
								{shown.kind === 'token'
									? 'It is sent as “Authorization: Bearer …”, and not shown again:'
									: 'The password, which is not shown again:'}
							</p>
							<div>
								<Command text={shown.secret} what={shown.kind === 'token' ? 'token' : 'password'} />
							</div>
						</div>
					)}
					<Button type="button" onClick={putAway} className={`mt-2 ${hydrated ? '' : 'invisible'}`}>
						Done
					</Button>
				</Notice>
			)}
		</div>
	);
}

function Sentence({ credential: { kind, name, token } }: { credential: Credential }) {
	const whose = <bdi>{name}</bdi>;
	switch (kind) {
		case 'person':
			return <>“{whose}” gets in now.</>;
		case 'password':
			return <>“{whose}” has another password, and is logged out.</>;
		case 'token':
			return (
				<>
					“{whose}” has the API token “<bdi>{token}</bdi>”.
				</>
			);
	}
}
