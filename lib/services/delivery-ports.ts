import { deliverTelegram } from "./deliver-telegram";
import { deliverWebhook } from "./deliver-webhook";
import type { Deliver, Delivery, TelegramTarget, TestDelivery, WebhookTarget } from "./delivery";

/** Who delivers to each sort of target. */
export const deliveryPorts: {
  webhook: Deliver<Delivery<WebhookTarget> | TestDelivery>;
  telegram: Deliver<Delivery<TelegramTarget>>;
} = {
  webhook: deliverWebhook,
  telegram: deliverTelegram,
};
