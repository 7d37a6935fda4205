import { tryVideo } from "./run";

// The whole pipeline, carried on by hand: twice at once each time, which is as good as once.
void tryVideo("Processing", (api, id) => Promise.all([api.processVideo(id), api.processVideo(id)]));
