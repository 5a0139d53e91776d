"""Mail from decision to delivery: what is due, who is told what, planning into the outbox, handing over, writing down."""
