import { SessionId } from '@fashion-shoot/protocol'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  type RouterHistory,
} from '@tanstack/react-router'
import { Frame } from './Frame.tsx'
import type { Look } from './looking/LookContext.ts'
import { NotHere } from './NotHere.tsx'
import { PageFailed } from './PageFailed.tsx'
import { noteMove } from './shared/arrival.ts'
import { readShootsSearch } from './shoots/shootsSearch.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: NotHere, errorComponent: PageFailed })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./start/StartPage.tsx'), 'StartPage'),
})

const shoots = createRoute({
  getParentRoute: () => root,
  path: '/shoots',
  validateSearch: readShootsSearch,
  component: lazyRouteComponent(() => import('./shoots/ShootsPage.tsx'), 'ShootsPage'),
})

/** An address may end in anything: what is no asset of the shoot is not looked at. */
const readLook = ({ look, beside }: Record<string, unknown>): Partial<Look> => ({
  ...(typeof look === 'string' && { look }),
  ...(typeof beside === 'string' && { beside }),
})

const shoot = createRoute({
  getParentRoute: () => root,
  path: '/shoots/$sessionId',
  validateSearch: readLook,
  beforeLoad: ({ params }) => {
    if (!SessionId.safeParse(params.sessionId).success) throw notFound()
  },
  // Another shoot is another page: nothing that was typed or opened goes along.
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('./ShootPage.tsx'), 'ShootPage'),
})

/** A shoot that comes with the page. */
const sample = createRoute({
  getParentRoute: () => root,
  path: '/sample',
  validateSearch: readLook,
  component: lazyRouteComponent(() => import('./sample/SamplePage.tsx'), 'SamplePage'),
})

/** Every component in each of its states, for those who work on them. Nothing links to it. */
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/dev/gallery',
  validateSearch: ({ group }): { group?: string } => (typeof group === 'string' ? { group } : {}),
  component: lazyRouteComponent(() => import('./gallery/GalleryPage.tsx'), 'GalleryPage'),
})

const routeTree = root.addChildren([start, shoots, shoot, sample, gallery])

/** The studio's addresses, each with its page; without a history, the browser's. */
export function createStudioRouter(history?: RouterHistory) {
  const router = createRouter({
    routeTree,
    ...(history && { history }),
    // The code of a page comes while the pointer is still on its way to the link.
    defaultPreload: 'intent',
    scrollRestoration: true,
  })
  router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
    if (fromLocation !== undefined && pathChanged) noteMove()
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudioRouter>
  }
}
