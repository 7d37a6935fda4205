import { photoshootAtAstria } from "../support/cases";
import { judgeLiar } from "../support/lying/judge-provider";
import { lyingAstria } from "../support/lying/lying-astria";
import { providersUrl } from "../support/virtual-world";

judgeLiar({
  provider: "astria",
  cases: [photoshootAtAstria],
  tickMs: 20_000,
  play: (stage, ownerOf) => lyingAstria(stage, `${providersUrl}/astria`, ownerOf),
});
