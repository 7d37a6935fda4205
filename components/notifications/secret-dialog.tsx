"use client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot, DialogMiddle } from "@/components/ui/dialog";
import { CopyText } from "./copy-text";

interface Props {
  secret: string | null;
  /** What else there is to know of it. */
  children?: React.ReactNode;
  onClose: () => void;
}

/** The secret of an endpoint, the one time that it is told. */
export function SecretDialog({ secret, children, onClose }: Props) {
  return (
    <Dialog open={secret !== null} onClose={onClose} title="Your signing secret">
      {secret !== null && (
        <>
          <DialogMiddle>
            <div className="grid gap-4 leading-relaxed">
              <p>
                Every message is signed with it, as Standard Webhooks has it, so that your receiver can tell
                ours from anybody else’s.
              </p>
              <CopyText what="the secret" text={secret} />
              <p className="text-soft">
                It is shown this once. Keep it where your receiver finds it; if it is lost, rotate it.{" "}
                {children}
              </p>
            </div>
          </DialogMiddle>
          <DialogFoot>
            <Button look="primary" className="justify-self-end" onClick={onClose}>
              I have kept it
            </Button>
          </DialogFoot>
        </>
      )}
    </Dialog>
  );
}
