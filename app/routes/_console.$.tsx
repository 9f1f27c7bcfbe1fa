export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export function loader() {
	throw new Response('There is no such page: check the address.', { status: 404 });
}

export default function UnknownPage() {
	return null;
}
