import { EnterLink } from "./enter-link";
import { LiveSign } from "./live-sign";
import { NavLink } from "./nav-link";
import { NewJob } from "./new-job";
import { places } from "./places";
import { UserMenu } from "./user-menu";
import { Wordmark } from "./wordmark";

interface Props {
  user: { name: string; email: string } | null;
  signOut: () => Promise<void>;
}

/** One line, on every page and on every width. */
export function Header({ user, signOut }: Props) {
  return (
    <header className="mx-auto flex h-17 w-full max-w-288 items-center gap-2 px-4 sm:gap-7 sm:px-6">
      <Wordmark isAlone={user === null} />
      {user && (
        <nav aria-label="Main" className="flex gap-1 text-[0.9375rem] max-[24rem]:text-sm sm:gap-4">
          {places.map(({ href, label }) => (
            <NavLink key={href} href={href}>
              {label}
            </NavLink>
          ))}
        </nav>
      )}
      <div className="ml-auto flex items-center gap-2 sm:gap-3.5">
        {user && <LiveSign />}
        <UserMenu user={user} signOut={signOut} />
        {user ? <NewJob /> : <EnterLink />}
      </div>
    </header>
  );
}
