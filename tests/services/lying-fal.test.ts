import { videoAtFal } from "../support/cases";
import { judgeLiar } from "../support/lying/judge-provider";
import { lyingFal } from "../support/lying/lying-fal";
import { providersUrl } from "../support/virtual-world";

judgeLiar({
  provider: "fal",
  cases: [videoAtFal],
  tickMs: 10_000,
  play: (stage) => lyingFal(stage, `${providersUrl}/fal`),
});
